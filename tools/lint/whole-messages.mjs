// A RekognitionError's message ends with the way out and the code. Within another text both would stand in the middle, and
// once more at its end.
const OURS = "RekognitionError";

function isOurs(type) {
  return type.isUnion() ? type.types.some(isOurs) : type.getSymbol()?.name === OURS;
}

/** Refuses to read the message of a RekognitionError, by its type. */
const noMessageOfOurs = {
  meta: {
    type: "problem",
    schema: [],
    messages: { composed: "A message is whole: compose from `what`, add with `withMore`, quote with `saidByService`." },
  },
  create(context) {
    const { getTypeAtLocation } = context.sourceCode.parserServices;
    const refuse = (node, from) => {
      if (isOurs(getTypeAtLocation(from))) context.report({ node, messageId: "composed" });
    };
    return {
      "MemberExpression[property.name='message']": (node) => refuse(node, node.object),
      "ObjectPattern > Property[key.name='message']": (node) => refuse(node, node.parent),
    };
  },
};

export const wholeMessages = { rules: { "no-message-of-ours": noMessageOfOurs } };
