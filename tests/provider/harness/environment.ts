/** Who the AWS SDK takes us for. */
export interface Credentials {
  /** 12 digits: the emulator takes an access key that looks like an account for just that. */
  readonly account: string;
  readonly sessionToken?: string;
}

/** Nothing of the machine's own AWS settings may reach a test. */
const BARE = {
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_PROFILE: undefined,
  AWS_REGION: undefined,
  AWS_DEFAULT_REGION: undefined,
  AWS_CONFIG_FILE: "/nonexistent/aws-config",
  AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/aws-credentials",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
} as const;

let before: Record<string, string | undefined> | undefined;

function assign(values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
}

/** From now on this process has these credentials, or none, and no other AWS settings. */
export function takeCredentials(credentials: Credentials | undefined): void {
  before ??= Object.fromEntries(Object.keys(BARE).map((name) => [name, process.env[name]]));
  assign(BARE);
  if (credentials === undefined) return;
  assign({
    AWS_ACCESS_KEY_ID: credentials.account,
    AWS_SECRET_ACCESS_KEY: "made-up",
    AWS_SESSION_TOKEN: credentials.sessionToken,
  });
}

/** Gives the process its own environment back. */
export function restoreEnvironment(): void {
  if (before !== undefined) assign(before);
  before = undefined;
}
