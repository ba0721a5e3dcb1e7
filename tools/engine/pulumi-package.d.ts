/** The part of the npm package `pulumi` that downloads the CLI; it comes without types. */
declare module "pulumi/lib/download" {
  /** Has Pulumi's installer put the CLI and its language hosts into `root`/bin. */
  export function installCLI(
    version: string,
    root: string,
    means: { readonly fetchText: (url: string) => Promise<string> },
  ): Promise<void>;
}
