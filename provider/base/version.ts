/** Version of this package, as package.json has it: messages and the user agent name it. */
export const PACKAGE_VERSION = "0.1.0";
