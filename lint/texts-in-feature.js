/** Attributes whose value is shown or read out. */
const textAttributes = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-roledescription",
  "aria-valuetext",
  "description",
  "hint",
  "label",
  "placeholder",
  "title",
]);

const hasLetter = (text) => /\p{L}{2}/u.test(text);
/** Starts with a capitalized word, like "Users", "Sign in" or "Nothing was found." */
const readsAsEnglish = (text) => /^\s*\p{Lu}[\p{Ll}’]+([\s.,:;?!…]|$)/u.test(text);

/** Expressions that pass a value on to their parent. */
const transparent = new Set([
  "BinaryExpression",
  "ConditionalExpression",
  "LogicalExpression",
  "TemplateLiteral",
]);
const comparisons = new Set(["==", "===", "!=", "!==", "in"]);

/** What a value is used for: page content, styling or code. */
function findUse(node) {
  let { parent } = node;
  while (transparent.has(parent.type)) ({ parent } = parent);
  if (parent.type === "JSXExpressionContainer") ({ parent } = parent);
  if (parent.type === "JSXElement" || parent.type === "JSXFragment") return "content";
  if (parent.type !== "JSXAttribute") return "code";
  if (parent.name.name === "className") return "style";
  return textAttributes.has(parent.name.name) ? "content" : "code";
}

/** Names that are compared or imported, types, and messages for programmers are not shown to visitors. */
function isForCode(node) {
  const { parent } = node;
  switch (parent.type) {
    case "BinaryExpression":
      return comparisons.has(parent.operator);
    case "Property":
      return parent.key === node;
    case "SwitchCase":
    case "TSLiteralType":
    case "ImportDeclaration":
    case "MemberExpression":
      return true;
    case "NewExpression":
      return parent.callee.type === "Identifier" && parent.callee.name.endsWith("Error");
    default:
      return false;
  }
}

const textsInFeature = {
  create(context) {
    const check = (node, text) => {
      const use = findUse(node);
      if (use === "style" || isForCode(node)) return;
      if (use === "content" ? !hasLetter(text) : !readsAsEnglish(text)) return;
      const message = `"${text.trim()}" is visible text: move it to the feature's texts.ts (docs/adr/0035)`;
      context.report({ node, message });
    };
    return {
      JSXText: (node) => check(node, node.value),
      Literal: (node) => typeof node.value === "string" && check(node, node.value),
      TemplateLiteral: (node) => {
        const [first, ...rest] = node.quasis.map(({ value }) => value.cooked ?? "");
        check(node, findUse(node) === "content" ? [first, ...rest].join(" ") : first);
      },
    };
  },
};

export default { meta: { name: "roster" }, rules: { "texts-in-feature": textsInFeature } };
