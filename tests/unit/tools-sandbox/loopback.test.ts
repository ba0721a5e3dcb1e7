import { expect } from "chai";
import { connect } from "node:net";
import { refusedConnections } from "../../loopback-only.js";
import { assertLoopbackEndpoint, isLoopback } from "../../../tools/sandbox/loopback.js";

describe("loopback only", () => {
  for (const { host, loopback } of [
    { host: "localhost", loopback: true },
    { host: "127.0.0.1", loopback: true },
    { host: "127.8.9.10", loopback: true },
    { host: "::1", loopback: true },
    { host: "[::1]", loopback: true },
    { host: "::ffff:127.0.0.1", loopback: true },
    { host: "127.0.0.1.example.com", loopback: false },
    { host: "localhost.example.com", loopback: false },
    { host: "0.0.0.0", loopback: false },
    { host: "10.0.0.1", loopback: false },
    { host: "rekognition.us-east-1.amazonaws.com", loopback: false },
  ]) {
    it(`takes ${host} for ${loopback ? "this machine" : "elsewhere"}`, () => {
      expect(isLoopback(host)).to.equal(loopback);
    });
  }

  it("refuses AWS's own endpoint by name", () => {
    const aws = "https://rekognition.us-east-1.amazonaws.com";
    expect(() => {
      assertLoopbackEndpoint(aws);
    }).to.throw(`The endpoint ${aws} is refused`);
  });

  for (const target of [
    { host: "192.0.2.1", port: 80 },
    { host: "rekognition.us-east-1.amazonaws.com", port: 443 },
  ]) {
    it(`lets no test connect to ${target.host}`, async () => {
      const error = await new Promise<Error>((resolve) => connect(target).once("error", resolve));
      expect(error.message).to.contain(`Connection to ${target.host} refused`);
      // This test asked for the refusal, so the root hook need not fail it.
      expect(refusedConnections.splice(0)).to.deep.equal([target.host]);
    });
  }
});
