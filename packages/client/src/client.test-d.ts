import type { AddUserResult, ErrorData, User, UserId, UserPage } from "@roster/contract";
import type { JsonObject, Wire } from "@roster/contract/json";
import { QueryClient } from "@tanstack/react-query";
import type { TRPCClient, TRPCClientErrorLike } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { describe, expectTypeOf, test } from "vitest";
import * as client from "./index.js";

const server = { url: "http://localhost:8000", apiKey: "key", apiSecret: "secret" };
const roster = client.createClient(server);

interface Person extends JsonObject {
  name: string;
}
const people = client.createClient<Person>(server);
type PeopleUsers = typeof people.users;

describe("options", () => {
  test("require either a secret or a token", () => {
    const { url, apiKey } = server;
    expectTypeOf({ url, apiKey, apiSecret: "secret" }).toExtend<client.ClientOptions>();
    expectTypeOf({ url, apiKey, token: "token" }).toExtend<client.ClientOptions>();
    expectTypeOf({ url, apiKey, token: () => "token" }).toExtend<client.ClientOptions>();
    expectTypeOf({ url, apiKey, token: async () => "token" }).toExtend<client.ClientOptions>();
    expectTypeOf({ url, apiKey }).not.toExtend<client.ClientOptions>();
    expectTypeOf({ ...server, token: "token" }).not.toExtend<client.ClientOptions>();
  });
});

describe("users", () => {
  test("have the types of the contract", () => {
    expectTypeOf<client.User>().toExtend<Wire<User>>();
    expectTypeOf<Wire<User> & { dataText: string }>().toExtend<client.User>();
    expectTypeOf<client.UserPage>().toExtend<Wire<UserPage>>();
    expectTypeOf<client.AddUserResult>().toExtend<Wire<AddUserResult>>();
    expectTypeOf<client.Users["get"]>().parameter(0).toEqualTypeOf<UserId>();
  });

  test("have any JSON object as data, unless createClient is given a type", () => {
    expectTypeOf<client.Users["get"]>()
      .returns.resolves.toHaveProperty("data")
      .toEqualTypeOf<JsonObject>();
    expectTypeOf<PeopleUsers["get"]>()
      .returns.resolves.toHaveProperty("data")
      .toEqualTypeOf<Person>();
    expectTypeOf<PeopleUsers["add"]>().parameter(1).toEqualTypeOf<Person | undefined>();
    expectTypeOf<client.UserHandle<Person>["update"]>().parameter(0).toEqualTypeOf<Person>();
    expectTypeOf(people.users.iterate()).toExtend<AsyncIterable<client.User<Person>>>();
    // @ts-expect-error not a Person
    void people.users.add("a", { name: 7 });
  });

  test("accept a type alias with optional keys as the type of their data", () => {
    type Profile = { name: string; nick?: string };
    expectTypeOf<client.User<Profile>["data"]>().toEqualTypeOf<Profile>();
  });

  test("reject data that is not JSON", () => {
    type Data = Parameters<client.Users["add"]>[1];
    expectTypeOf({ born: "1970" }).toExtend<Data>();
    expectTypeOf({ born: new Date() }).not.toExtend<Data>();
    expectTypeOf({ born: [undefined] }).not.toExtend<Data>();
    expectTypeOf({ born: undefined, ticks: 638_690_000_000_000_000n }).toExtend<Data>();
    expectTypeOf({ born: () => 1 }).not.toExtend<Data>();
  });
});

describe("errors", () => {
  test("are narrowed by the given code", () => {
    const error: unknown = undefined;
    if (client.isRosterError(error, "CONFLICT")) {
      expectTypeOf(error.data.code).toEqualTypeOf<"CONFLICT">();
      expectTypeOf(error.data.details).toEqualTypeOf<
        | {
            readonly id: string;
            readonly ids?: readonly string[];
            readonly idempotencyKey?: string;
            readonly path?: readonly string[];
            readonly deletedAt?: string;
          }
        | undefined
      >();
    }
    if (client.isRosterError(error)) {
      const { data } = error;
      if (data.code === "TOO_LARGE")
        expectTypeOf(data.details?.limitBytes).toEqualTypeOf<number | undefined>();
      expectTypeOf(data.retryable).toBeBoolean();
    }
    // @ts-expect-error not a code
    client.isRosterError(error, "TEAPOT");
  });

  test("of tRPC calls have the same data", () => {
    type TrpcError = TRPCClientErrorLike<client.AppRouter>;
    expectTypeOf<NonNullable<TrpcError["data"]>>().toEqualTypeOf<ErrorData>();
  });
});

describe("roster.trpc", () => {
  test("is the underlying tRPC client", () => {
    expectTypeOf(roster.trpc).toEqualTypeOf<TRPCClient<client.AppRouter>>();
    expectTypeOf(roster.trpc.users.get.query)
      .parameter(0)
      .toEqualTypeOf<{ id: string; includeDeleted?: boolean | undefined }>();
  });

  test("works with the options proxy of TanStack Query", () => {
    const queryClient = new QueryClient();
    const trpc = createTRPCOptionsProxy<client.AppRouter>({ client: roster.trpc, queryClient });
    expectTypeOf(trpc.users.get.queryOptions).parameter(0).toExtend<{ id: string } | symbol>();
  });
});
