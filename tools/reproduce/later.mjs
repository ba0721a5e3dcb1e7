// A clock that is ahead by 400 days, for a build that must not depend on it: node --import
const AHEAD_MS = 400 * 86_400_000;
const RealDate = Date;

globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + AHEAD_MS);
    else super(...args);
  }

  static now() {
    return RealDate.now() + AHEAD_MS;
  }
};
