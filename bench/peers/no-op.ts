/** The provider that ours is held against where only the machinery counts: it takes everything and does nothing. */
export const NO_OP_PROVIDER = `exports.handler = () => ({
  check: async (_olds, news) => ({ inputs: news }),
  diff: async () => ({ changes: false }),
  create: async (inputs) => ({ id: "none", outs: inputs }),
  read: async (id, props) => ({ id, props }),
  update: async (_id, _olds, news) => ({ outs: news }),
  delete: async () => {},
});`;
