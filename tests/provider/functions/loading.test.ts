import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";

const SDK = join(__dirname, "..", "..", "..", "sdk", "index.js");

describe("importing pulumi-rekognition", () => {
  it("loads neither the AWS SDK nor zod, and no function's core", function () {
    this.timeout(30_000);
    const script = `
      require(${JSON.stringify(SDK)});
      const heavy = /@aws-sdk|@smithy|[\\\\/]zod[\\\\/]|provider[\\\\/](functions|aws|definition[\\\\/]shapes)/;
      console.log(JSON.stringify(Object.keys(require.cache).filter((file) => heavy.test(file))));`;
    const { stdout } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
    expect(JSON.parse(stdout)).to.deep.equal([]);
  });
});
