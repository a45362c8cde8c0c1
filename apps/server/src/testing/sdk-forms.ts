/** How an SDK writes its requests. `KEY` and `TOKEN` are placeholders for the app's. */
export interface SdkForm {
  readonly sdk: string;
  readonly jwtHeader: string;
  /** The claims of a token for an action. */
  readonly claims: (action: "read" | "write" | "delete") => string;
  /** The header lines, without Host and Content-Length. */
  readonly headers: readonly string[];
  /** Additional header lines of requests with a body. */
  readonly bodyHeaders: readonly string[];
  readonly addQuery: string;
  readonly getOrCreateQuery: string;
  readonly getQuery: string;
  /** The body of add and get_or_create, with data and without. */
  readonly addBody: (id: string) => string;
  readonly addNothingBody: (id: string) => string;
  readonly updateNothingBody: string;
  /** The body of a DELETE, which most SDKs do not send. */
  readonly deleteBody?: string;
}

const alike = { addBody: (id: string) => `{"id":"${id}","data":{"name":"John Doe"}}` };
const jsonType = "Content-Type: application/json";

/** Recorded from the SDKs (Python, Go, Java) or taken from their sources (Ruby, PHP, .NET). */
export const sdkForms: readonly SdkForm[] = [
  {
    sdk: "Python",
    jwtHeader: '{"alg":"HS256","typ":"JWT"}',
    claims: () => '{"action":"*","resource":"users","feed_id":"*"}',
    headers: [
      "User-Agent: python-requests/2.34.2",
      "Accept-Encoding: gzip, deflate",
      "Accept: */*",
      "Connection: keep-alive",
      "Content-type: application/json",
      "X-Stream-Client: stream-python-client-5.4.0",
      "Authorization: TOKEN",
      "stream-auth-type: jwt",
    ],
    bodyHeaders: [],
    addQuery: "api_key=KEY&get_or_create=False",
    getOrCreateQuery: "api_key=KEY&get_or_create=True",
    getQuery: "api_key=KEY",
    addBody: (id) => `{"id": "${id}", "data": {"name": "John Doe"}}`,
    addNothingBody: (id) => `{"id": "${id}", "data": null}`,
    updateNothingBody: '{"data": null}',
    deleteBody: "{}",
  },
  {
    sdk: "Ruby",
    jwtHeader: '{"alg":"HS256"}',
    claims: () => '{"resource":"users","action":"*","feed_id":"*","user_id":"*"}',
    headers: [
      "User-Agent: Faraday v2.7.4",
      jsonType,
      "X-Stream-Client: stream-ruby-client-6.0.0",
      "Stream-Auth-Type: jwt",
      "Authorization: TOKEN",
      "Connection: keep-alive",
    ],
    bodyHeaders: [],
    addQuery: "api_key=KEY&get_or_create=false",
    getOrCreateQuery: "api_key=KEY&get_or_create=true",
    getQuery: "api_key=KEY",
    ...alike,
    addNothingBody: (id) => `{"id":"${id}","data":null}`,
    updateNothingBody: '{"data":null}',
  },
  {
    sdk: "PHP",
    jwtHeader: '{"typ":"JWT","alg":"HS256"}',
    claims: () => '{"action":"*","user_id":"*","feed_id":"*","resource":"users"}',
    headers: [
      "User-Agent: GuzzleHttp/7",
      "Authorization: TOKEN",
      "Stream-Auth-Type: jwt",
      "X-Stream-Client: stream-php-client-8.0.0",
    ],
    bodyHeaders: [jsonType, jsonType],
    addQuery: "api_key=KEY",
    getOrCreateQuery: "get_or_create=true&api_key=KEY",
    getQuery: "api_key=KEY",
    ...alike,
    addNothingBody: (id) => `{"id":"${id}","data":[]}`,
    updateNothingBody: "[]",
  },
  {
    sdk: "Java",
    jwtHeader: '{"typ":"JWT","alg":"HS256"}',
    claims: (action) => `{"resource":"users","action":"${action}","feed_id":"*"}`,
    headers: [
      "Stream-Auth-Type: jwt",
      "Authorization: TOKEN",
      "User-Agent: okhttp3 stream-java2 Linux v${project.version}", // oxlint-disable-line no-template-curly-in-string
      "Connection: Keep-Alive",
      "Accept-Encoding: gzip",
    ],
    bodyHeaders: [jsonType],
    addQuery: "api_key=KEY&get_or_create=false",
    getOrCreateQuery: "api_key=KEY&get_or_create=true",
    getQuery: "api_key=KEY&with_follow_counts=false",
    ...alike,
    addNothingBody: (id) => `{"id":"${id}","data":{}}`,
    updateNothingBody: '{"data":{}}',
    deleteBody: "",
  },
  {
    sdk: "Go",
    jwtHeader: '{"alg":"HS256","typ":"JWT"}',
    claims: () => '{"action":"*","feed_id":"*","resource":"users"}',
    headers: [
      "User-Agent: Go-http-client/1.1",
      "Authorization: TOKEN",
      jsonType,
      "Stream-Auth-Type: jwt",
      "X-Stream-Client: stream-go2-client-v8.9.0",
      "Accept-Encoding: gzip",
    ],
    bodyHeaders: [],
    addQuery: "api_key=KEY&get_or_create=false",
    getOrCreateQuery: "api_key=KEY&get_or_create=true",
    getQuery: "api_key=KEY",
    ...alike,
    addNothingBody: (id) => `{"id":"${id}"}`,
    updateNothingBody: '{"data":null}',
  },
  {
    sdk: ".NET",
    jwtHeader: '{"typ":"JWT","alg":"HS256"}',
    claims: () => '{"resource":"*","action":"*","feed_id":"*"}',
    headers: [
      "Accept: application/json",
      "Authorization: TOKEN",
      "Stream-Auth-Type: jwt",
      "X-Stream-Client: stream-net-7.4.0",
    ],
    bodyHeaders: ["Content-Type: application/json; charset=utf-8"],
    addQuery: "api_key=KEY&get_or_create=False",
    getOrCreateQuery: "api_key=KEY&get_or_create=True",
    getQuery: "api_key=KEY",
    ...alike,
    addNothingBody: (id) => `{"id":"${id}"}`,
    updateNothingBody: "{}",
  },
];
