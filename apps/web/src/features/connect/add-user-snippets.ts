import { languages } from "@/features/connect/languages";
import { curlSnippet, typescriptSnippet } from "./snippets";
import type { Connection } from "./use-connection";

/** Code that adds a user in one language. The secret comes from the environment. */
export interface AddUserSnippet {
  readonly language: string;
  readonly code: string;
}

/** A key contains only letters and digits, so quotes make it a string literal in every language. */
export function addUserSnippets(connection: Connection): AddUserSnippet[] {
  return [
    { language: languages.typescript, code: typescriptSnippet(connection) },
    { language: languages.curl, code: curlSnippet(connection) },
    { language: languages.javascript, code: javascript(connection) },
    { language: languages.python, code: python(connection) },
    { language: languages.ruby, code: ruby(connection) },
    { language: languages.php, code: php(connection) },
    { language: languages.java, code: java(connection) },
    { language: languages.go, code: go(connection) },
    { language: languages.csharp, code: csharp(connection) },
  ];
}

const keyExpression = ({ apiKey }: Connection, variable: string) =>
  apiKey === undefined ? variable : JSON.stringify(apiKey);

const javascript = (connection: Connection) => `import { connect } from "getstream";

const apiKey = ${keyExpression(connection, "process.env.ROSTER_API_KEY")};
const client = connect(apiKey, process.env.ROSTER_API_SECRET, null, {
  urlOverride: { api: "${connection.apiUrl}/api/" },
});

const user = await client.user("john-doe").getOrCreate({ name: "John Doe" });
console.log(user.data);`;

const python = (connection: Connection) => `import os

import stream

client = stream.connect(
    ${keyExpression(connection, 'os.environ["ROSTER_API_KEY"]')},
    os.environ["ROSTER_API_SECRET"],
    base_url="${connection.apiUrl}",
)

user = client.users.add("john-doe", {"name": "John Doe"}, get_or_create=True)
print(user["data"])`;

const ruby = (connection: Connection) => `ENV["STREAM_URL"] = "${connection.apiUrl}"

require "stream"

api_key = ${keyExpression(connection, 'ENV.fetch("ROSTER_API_KEY")')}
client = Stream::Client.new(api_key, ENV.fetch("ROSTER_API_SECRET"))

user = client.users.add("john-doe", :data => {:name => "John Doe"}, :get_or_create => true)
puts user["data"]`;

const php = (connection: Connection) => `<?php

require __DIR__ . '/vendor/autoload.php';

putenv('STREAM_BASE_URL=${connection.apiUrl}/api');

$apiKey = ${keyExpression(connection, "getenv('ROSTER_API_KEY')")};
$client = new GetStream\\Stream\\Client($apiKey, getenv('ROSTER_API_SECRET'));

$user = $client->users()->add('john-doe', ['name' => 'John Doe'], true);
print_r($user['data']);`;

function java(connection: Connection): string {
  const { protocol, hostname, port } = new URL(connection.apiUrl);
  const scheme = protocol.slice(0, -1);
  const portNumber = port || (scheme === "https" ? "443" : "80");
  return `import io.getstream.client.Client;
import io.getstream.core.models.Data;

public class AddUser {
  public static void main(String[] arguments) throws Exception {
    String apiKey = ${keyExpression(connection, 'java.lang.System.getenv("ROSTER_API_KEY")')};
    Client client =
        Client.builder(apiKey, System.getenv("ROSTER_API_SECRET"))
            .scheme("${scheme}")
            .host("${hostname}")
            .port(${portNumber})
            .build();

    Data user = client.user("john-doe").getOrCreate(new Data().set("name", "John Doe")).join();
    System.out.println(user.getData());
    System.exit(0); // the SDK's idle threads would keep the program running
  }
}`;
}

const go = (connection: Connection) => `package main

import (
	"context"
	"fmt"
	"os"

	stream "github.com/GetStream/stream-go2/v8"
)

func main() {
	apiKey := ${keyExpression(connection, 'os.Getenv("ROSTER_API_KEY")')}
	client, err := stream.New(
		apiKey,
		os.Getenv("ROSTER_API_SECRET"),
		stream.WithAPIAddr("${connection.apiUrl}"),
	)
	if err != nil {
		panic(err)
	}
	john := stream.User{ID: "john-doe", Data: map[string]any{"name": "John Doe"}}
	user, err := client.Users().Add(context.TODO(), john, true)
	if err != nil {
		panic(err)
	}
	fmt.Println(user.Data)
}`;

const csharp = (connection: Connection) => `using System;
using System.Collections.Generic;
using Stream;

string Setting(string name) => Environment.GetEnvironmentVariable(name);

Environment.SetEnvironmentVariable("STREAM_URL", "${connection.apiUrl}");

var apiKey = ${keyExpression(connection, 'Setting("ROSTER_API_KEY")')};
var client = new StreamClient(apiKey, Setting("ROSTER_API_SECRET"));

var data = new Dictionary<string, object> { { "name", "John Doe" } };
var user = await client.Users.AddAsync("john-doe", data, true);
Console.WriteLine(user.Data["name"]);`;
