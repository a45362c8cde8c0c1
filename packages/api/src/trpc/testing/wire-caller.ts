import { stringifyJson, type Wire } from "@roster/contract/json";
import type { Api } from "../../create-api.js";

type Caller = ReturnType<Api["createCaller"]>;

/** A caller whose results are what clients parse from the response. */
export type WireCaller = Wired<Caller>;

type Wired<T> = T extends (...args: infer Args) => Promise<infer Result>
  ? (...args: Args) => Promise<Wire<Result>>
  : { readonly [Key in keyof T]: Wired<T[Key]> };

export function toWireCaller(caller: Caller): WireCaller {
  return wrap(caller) as WireCaller; // TypeScript cannot follow the proxy
}

function wrap(target: unknown): unknown {
  if (typeof target !== "function") return target;
  return new Proxy(target, {
    get: (inner, key) => wrap(Reflect.get(inner, key)),
    apply: async (call, self, args) => {
      const result: unknown = await Reflect.apply(call, self, args);
      const parsed: unknown = result === undefined ? undefined : JSON.parse(stringifyJson(result));
      return parsed;
    },
  });
}
