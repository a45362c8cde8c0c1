import { languages } from "@/features/connect/languages";

interface SnippetInput {
  readonly apiUrl: string;
  readonly id: string;
}

/** Code that fetches a user; the credentials come from the environment. */
export interface FetchSnippet {
  readonly language: string;
  readonly code: string;
}

/** Ids consist of letters, digits, dashes and underscores, so they need no escaping in string literals. */
export function fetchSnippets(fetched: SnippetInput): FetchSnippet[] {
  return [
    { language: languages.typescript, code: typescript(fetched) },
    { language: languages.curl, code: curl(fetched) },
    { language: languages.javascript, code: javascript(fetched) },
    { language: languages.python, code: python(fetched) },
    { language: languages.ruby, code: ruby(fetched) },
    { language: languages.php, code: php(fetched) },
    { language: languages.java, code: java(fetched) },
    { language: languages.go, code: go(fetched) },
    { language: languages.csharp, code: csharp(fetched) },
  ];
}

const typescript = ({ apiUrl, id }: SnippetInput) => `import { createClient } from "@roster/client";

const roster = createClient({
  url: "${apiUrl}",
  apiKey: process.env.ROSTER_API_KEY,
  apiSecret: process.env.ROSTER_API_SECRET,
});

const user = await roster.users.get("${id}");
console.log(user.data);`;

function curl({ apiUrl, id }: SnippetInput): string {
  const input = encodeURIComponent(JSON.stringify({ id }));
  return `curl "${apiUrl}/trpc/users.get?input=${input}" \\
  -H "x-api-key: $ROSTER_API_KEY" \\
  -H "authorization: $(roster token create --expires-in 5m)"`;
}

const javascript = ({ apiUrl, id }: SnippetInput) => `import { connect } from "getstream";

const { ROSTER_API_KEY, ROSTER_API_SECRET } = process.env;
const client = connect(ROSTER_API_KEY, ROSTER_API_SECRET, null, {
  urlOverride: { api: "${apiUrl}/api/" },
});

const user = await client.user("${id}").get();
console.log(user.data);`;

const python = ({ apiUrl, id }: SnippetInput) => `import os

import stream

client = stream.connect(
    os.environ["ROSTER_API_KEY"],
    os.environ["ROSTER_API_SECRET"],
    base_url="${apiUrl}",
)

user = client.users.get("${id}")
print(user["data"])`;

const ruby = ({ apiUrl, id }: SnippetInput) => `ENV["STREAM_URL"] = "${apiUrl}"

require "stream"

client = Stream::Client.new(ENV.fetch("ROSTER_API_KEY"), ENV.fetch("ROSTER_API_SECRET"))

user = client.users.get("${id}")
puts user["data"]`;

const php = ({ apiUrl, id }: SnippetInput) => `<?php

require __DIR__ . '/vendor/autoload.php';

putenv('STREAM_BASE_URL=${apiUrl}/api');

$client = new GetStream\\Stream\\Client(getenv('ROSTER_API_KEY'), getenv('ROSTER_API_SECRET'));

$user = $client->users()->get('${id}');
print_r($user['data']);`;

function java({ apiUrl, id }: SnippetInput): string {
  const { protocol, hostname, port } = new URL(apiUrl);
  const scheme = protocol.slice(0, -1);
  const portNumber = port || (scheme === "https" ? "443" : "80");
  return `import io.getstream.client.Client;
import io.getstream.core.models.Data;

public class FetchUser {
  public static void main(String[] arguments) throws Exception {
    Client client =
        Client.builder(System.getenv("ROSTER_API_KEY"), System.getenv("ROSTER_API_SECRET"))
            .scheme("${scheme}")
            .host("${hostname}")
            .port(${portNumber})
            .build();

    Data user = client.user("${id}").get().join();
    System.out.println(user.getData());
    System.exit(0); // the SDK's idle threads would keep the program running
  }
}`;
}

const go = ({ apiUrl, id }: SnippetInput) => `package main

import (
	"context"
	"fmt"
	"os"

	stream "github.com/GetStream/stream-go2/v8"
)

func main() {
	client, err := stream.New(
		os.Getenv("ROSTER_API_KEY"),
		os.Getenv("ROSTER_API_SECRET"),
		stream.WithAPIAddr("${apiUrl}"),
	)
	if err != nil {
		panic(err)
	}
	user, err := client.Users().Get(context.TODO(), "${id}")
	if err != nil {
		panic(err)
	}
	fmt.Println(user.Data)
}`;

const csharp = ({ apiUrl, id }: SnippetInput) => `using System;
using Stream;

string Setting(string name) => Environment.GetEnvironmentVariable(name);

Environment.SetEnvironmentVariable("STREAM_URL", "${apiUrl}");

var client = new StreamClient(Setting("ROSTER_API_KEY"), Setting("ROSTER_API_SECRET"));

var user = await client.Users.GetAsync("${id}");
Console.WriteLine(user.Data["name"]);`;
