import { defineConfig } from "oxlint";
import { browserTests, faultTests, tests } from "./lint/file-groups.js";
import { importOverrides } from "./lint/import-matrix.js";

const configFiles = [
  "**/*.config.{js,mjs,ts}",
  "prisma/**",
  "**/write-openapi.js",
  "examples/*.js",
  "lint/*.js",
  "ops/*.js",
  ".ci/*.js",
  "apps/server/faults/*.js",
];
const nextAppFiles = ["apps/web/src/app/**"];
/** What the dashboard shows; beside it stands what only its operator reads. */
const dashboardFiles = ["apps/web/src/**/*.{ts,tsx}"];
const dashboardOperation = [
  "apps/web/src/server/**",
  "apps/web/src/**/*texts.{ts,tsx}",
  "apps/web/src/lib/format.ts",
  "apps/web/src/features/connect/languages.ts",
  "apps/web/src/{env,proxy,start}.ts",
  // Names of the JSON parser's nodes, which look like texts.
  "apps/web/src/features/json/json-ranges.ts",
];

export default defineConfig({
  // All named here: what an override adds does not get the rules of the categories.
  plugins: [
    "eslint",
    "typescript",
    "unicorn",
    "oxc",
    "import",
    "react",
    "jsx-a11y",
    "nextjs",
    "vitest",
  ],
  jsPlugins: ["./lint/texts-in-feature.js"],
  categories: { correctness: "error", suspicious: "error", perf: "error" },
  options: { reportUnusedDisableDirectives: "error" },
  ignorePatterns: [
    "**/dist/**",
    "**/generated/**",
    "**/.next/**",
    "**/next-env.d.ts",
    // A project of its own, whose SDK is not installed here.
    "examples/javascript/**",
  ],
  rules: {
    // A file is about one thing, a function fits a screen, and many arguments are an object.
    "max-lines": ["error", { max: 250 }],
    "max-lines-per-function": ["error", { max: 60, IIFEs: true }],
    "max-params": ["error", { max: 3 }],
    "max-depth": ["error", { max: 4 }],
    "unicorn/filename-case": ["error", { case: "kebabCase" }],

    // No `any`, and no assertion but `as const`; the one commented cast disables this rule by name.
    "typescript/no-explicit-any": "error",
    "typescript/no-unsafe-argument": "error",
    "typescript/no-unsafe-assignment": "error",
    "typescript/no-unsafe-call": "error",
    "typescript/no-unsafe-function-type": "error",
    "typescript/no-unsafe-member-access": "error",
    "typescript/no-unsafe-return": "error",
    "typescript/use-unknown-in-catch-callback-variable": "error",
    "typescript/consistent-type-assertions": ["error", { assertionStyle: "never" }],
    "typescript/no-unsafe-type-assertion": "off",
    "typescript/no-non-null-assertion": "error",
    "typescript/ban-ts-comment": ["error", { "ts-expect-error": "allow-with-description" }],

    // Promises.
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/return-await": ["error", "error-handling-correctness-only"],
    "typescript/only-throw-error": "error",
    "typescript/prefer-promise-reject-errors": "error",
    "no-await-in-loop": "off",

    // Modules.
    "import/no-cycle": ["error", { ignoreTypes: false }],
    "import/no-default-export": "error",
    "import/no-duplicates": "error",
    "import/no-mutable-exports": "error",
    "import/no-commonjs": "error",
    "import/no-unassigned-import": ["error", { allow: ["**/*.css", "server-only"] }],
    "import/no-named-as-default-member": "off",
    "typescript/consistent-type-imports": "error",
    "typescript/consistent-type-exports": "error",
    "typescript/no-import-type-side-effects": "error",
    "unicorn/prefer-node-protocol": "error",
    "unicorn/prefer-module": "error",

    // Settings enter at the top, in an app's env.ts.
    "no-restricted-properties": [
      "error",
      { object: "process", property: "env", message: "Settings enter in an app's env.ts." },
    ],

    // TypeScript that only takes types away (tsconfig's erasableSyntaxOnly refuses enums).
    "typescript/no-namespace": "error",
    "typescript/parameter-properties": "error",
    "typescript/no-require-imports": "error",

    // Plain mistakes that the categories leave out.
    "typescript/switch-exhaustiveness-check": [
      "error",
      { considerDefaultExhaustiveForUnions: true },
    ],
    "typescript/no-deprecated": "error",
    "typescript/no-dynamic-delete": "error",
    "typescript/no-empty-object-type": "error",
    "typescript/prefer-readonly": "error",
    "typescript/no-inferrable-types": "error",
    "array-callback-return": "error",
    eqeqeq: ["error", "always", { null: "ignore" }],
    "no-alert": "error",
    "no-constructor-return": "error",
    "no-empty": "error",
    "no-else-return": "error",
    "no-fallthrough": "error",
    "no-lonely-if": "error",
    "no-new-func": "error",
    "no-self-compare": "error",
    "no-sequences": "error",
    "no-template-curly-in-string": "error",
    "no-useless-return": "error",
    "no-var": "error",
    "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx", "hack"] }],
    "object-shorthand": "error",
    "prefer-const": "error",
    "unicorn/no-abusive-eslint-disable": "error",
    "unicorn/no-typeof-undefined": "error",
    "unicorn/no-useless-promise-resolve-reject": "error",
    "unicorn/prefer-at": "error",
    "unicorn/prefer-string-slice": "error",
    "unicorn/throw-new-error": "error",
    // What the compiler or the libraries we use decide already.
    "no-underscore-dangle": "off",
    "oxc/no-map-spread": "off",
    // Roster posts messages only to threads, which have no origin.
    "unicorn/require-post-message-target-origin": "off",
    "typescript/consistent-return": "off",
    "no-unused-vars": [
      "error",
      { ignoreRestSiblings: true, varsIgnorePattern: "^_", argsIgnorePattern: "^_" },
    ],
    "unicorn/consistent-function-scoping": ["error", { checkArrowFunctions: false }],
    "react/react-in-jsx-scope": "off",
    "jsx-a11y/prefer-tag-over-role": "off",
    "jsx-a11y/control-has-associated-label": "off",
    // A region that scrolls must be reachable by keyboard.
    "jsx-a11y/no-noninteractive-tabindex": "off",
  },
  overrides: [
    ...importOverrides(),
    {
      files: ["packages/*/src/**"],
      rules: { "no-console": "error", "unicorn/no-process-exit": "error" },
    },
    { files: [...nextAppFiles, ...configFiles], rules: { "import/no-default-export": "off" } },
    {
      // No tsconfig.json includes them.
      files: configFiles,
      rules: {
        "typescript/no-unsafe-argument": "off",
        "typescript/no-unsafe-assignment": "off",
        "typescript/no-unsafe-call": "off",
        "typescript/no-unsafe-member-access": "off",
        "typescript/no-unsafe-return": "off",
      },
    },
    {
      files: ["**/env.ts", ...configFiles, ...tests, ...browserTests, ...faultTests],
      rules: { "no-restricted-properties": "off" },
    },
    // A thread's messages have no origin.
    {
      files: ["packages/*/src/**"],
      rules: { "unicorn/require-post-message-target-origin": "off" },
    },
    { files: dashboardFiles, rules: { "roster/texts-in-feature": "error" } },
    {
      files: [...dashboardOperation, ...tests],
      rules: { "roster/texts-in-feature": "off" },
    },
    {
      files: [...tests, ...browserTests, ...faultTests],
      rules: {
        // Tables of cases are long.
        "max-lines": ["error", { max: 300 }],
        "max-lines-per-function": "off",
        "max-params": "off",
        "no-console": "off",
        // What comes over a wire is looked at as what it should be; the assertion follows at once.
        "typescript/consistent-type-assertions": "off",
        // Vitest's asymmetric matchers are of type any.
        "typescript/no-unsafe-assignment": "off",
        // An assertion is kept to be awaited later (no-floating-promises sees that it is), takes the
        // item's name for its message, and says of a refusal that it is one.
        "vitest/valid-expect": "off",
        "vitest/require-to-throw-message": "off",
        "typescript/no-extraneous-class": "off",
        // Our own code runs as it is, also under test.
        "vitest/no-restricted-vi-methods": ["error", { mock: null, doMock: null }],
        "vitest/expect-expect": ["error", { assertFunctionNames: ["expect*", "assert*"] }],
      },
    },
  ],
});
