/** Attributes whose value people see or hear, whatever it begins with. */
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
/** "Users", "Sign in", "Nothing was found.": a word as a sentence begins with it. */
const readsAsEnglish = (text) => /^\s*\p{Lu}[\p{Ll}’]+([\s.,:;?!…]|$)/u.test(text);

/** What a value is put together by on its way into the page. */
const transparent = new Set([
  "BinaryExpression",
  "ConditionalExpression",
  "LogicalExpression",
  "TemplateLiteral",
]);
const comparisons = new Set(["==", "===", "!=", "!==", "in"]);

/** What the value is for: the page's content, a text attribute, or anything else. */
function findPlace(node) {
  let { parent } = node;
  while (transparent.has(parent.type)) ({ parent } = parent);
  if (parent.type === "JSXExpressionContainer") ({ parent } = parent);
  if (parent.type === "JSXElement" || parent.type === "JSXFragment") return "content";
  if (parent.type !== "JSXAttribute") return "code";
  if (parent.name.name === "className") return "style";
  return textAttributes.has(parent.name.name) ? "content" : "code";
}

/** Not shown to anybody: a name that is compared or imported, a type, what a programmer is told. */
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

const textsInOnePlace = {
  create(context) {
    const check = (node, text) => {
      const place = findPlace(node);
      if (place === "style" || isForCode(node)) return;
      if (place === "content" ? !hasLetter(text) : !readsAsEnglish(text)) return;
      const message = `"${text.trim()}" is a text: it belongs into apps/web/src/texts (docs/adr/0035)`;
      context.report({ node, message });
    };
    return {
      JSXText: (node) => check(node, node.value),
      Literal: (node) => typeof node.value === "string" && check(node, node.value),
      TemplateLiteral: (node) => {
        const [first, ...rest] = node.quasis.map(({ value }) => value.cooked ?? "");
        check(node, findPlace(node) === "content" ? [first, ...rest].join(" ") : first);
      },
    };
  },
};

export default { meta: { name: "roster" }, rules: { "texts-in-one-place": textsInOnePlace } };
