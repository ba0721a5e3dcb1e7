import { BUCKET } from "../harness/bucket.js";
import { ACCOUNT, REGION } from "../harness/scene.js";
import type { Draw } from "./draw.js";
import type { WrongRequest } from "./wrong-requests.js";

const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20261121/${REGION}/s3/aws4_request, SignedHeaders=host, Signature=00`;

const request = (
  method: string,
  path: string,
  body: Buffer | string = "",
  headers: Record<string, string> = {},
): WrongRequest => ({ method, path, headers: { Authorization: AUTHORIZATION, ...headers }, body });

const PATHS = ["/", `/${BUCKET}`, `/${BUCKET}/`, `/${BUCKET}/a/b`, `/${BUCKET}/%2e%2e/%2e%2e/etc/passwd`, `/${BUCKET}/../../etc/passwd`, `/${BUCKET}//x`, `/${BUCKET}/%00`, `/${BUCKET}/%ff`, `/${BUCKET}/%zz`, "/..%2f..", "//x/y", `/${"b".repeat(9_000)}`, `/${BUCKET}/${"k".repeat(2_000)}`, "/__proto__/constructor"]; // prettier-ignore
const QUERIES = ["", "?versions", "?uploads", "?uploadId=x", "?uploadId=x&partNumber=0", "?partNumber=9e9", "?list-type=2&max-keys=-1", "?list-type=2&continuation-token=%ff", "?list-type=2&encoding-type=x", "?versionId=..", "?versionId=%00", "?acl", "?attributes", "?delete", "?versioning", "?X-Amz-Credential=/s3/aws4_request", "?response-content-type=a%0d%0ab", "?__proto__", `?prefix=${"p".repeat(4_000)}`]; // prettier-ignore
const METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"];
const HEADERS: readonly Record<string, string>[] = [{ Range: "bytes=9-1,x" }, { Range: "bytes=99999999999999999999-" }, { "If-Modified-Since": "never" }, { "x-amz-copy-source": "%ff" }, { "x-amz-copy-source": "/" }, { "x-amz-copy-source": `${BUCKET}/../../etc/passwd` }, { "Content-MD5": "x" }, { "x-amz-checksum-crc32": "x" }, { "x-amz-checksum-__proto__": "x" }, { "x-amz-checksum-crc32": "AAAAAA==", "x-amz-checksum-sha1": "x" }, { "x-amz-trailer": "x-amz-checksum-none" }, { "x-amz-meta-x": "m".repeat(3_000) }, { "x-amz-object-attributes": "__proto__" }, { Authorization: "AWS :" }, { Authorization: "AWS4-HMAC-SHA256 Credential=/s3/aws4_request" }, { Host: "..localhost" }, { Host: "a.localhost.example.com" }, { Origin: "http://example.com" }]; // prettier-ignore
const CHUNKS = ["", "0", "zz\r\n", "-1\r\n", "5\r\nab", "2\r\nabcd\r\n0\r\n\r\n", "ffffffffffff\r\nx", "2\r\nab\r\n0\r\nno trailer\r\n\r\n", "2;chunk-signature=00\r\nab\r\n0;chunk-signature=00\r\nx-amz-checksum-crc32:x\r\n\r\n", "1".repeat(20_000)]; // prettier-ignore
const DOCUMENTS = ["<", "<Delete", "<Delete></Wrong>", "<Delete/>", "<Delete><Object/></Delete>", "<!DOCTYPE x [<!ENTITY a 'b'>]><Delete>&a;</Delete>", "<a>".repeat(50_000), "<Delete><Object><Key>&#x110000;</Key></Object></Delete>", "<__proto__><polluted>1</polluted></__proto__>", "<CompleteMultipartUpload><Part><PartNumber>x</PartNumber></Part></CompleteMultipartUpload>", "<VersioningConfiguration><Status>x</Status></VersioningConfiguration>", "\u0000", "x".repeat(100_000)]; // prettier-ignore

/** Requests of S3; nothing that they write is an object in the end. */
export const S3_FORMS: readonly ((draw: Draw) => WrongRequest)[] = [
  (draw) => request(draw.of(METHODS.filter((method) => method !== "PUT")), draw.of(PATHS) + draw.of(QUERIES)),
  (draw) => request(draw.of(["GET", "HEAD"]), draw.of(PATHS) + draw.of(QUERIES), "", draw.of(HEADERS)),
  (draw) => request("PUT", `/${BUCKET}/x`, "x", { ...draw.of(HEADERS), "x-amz-checksum-crc32": "AAAAAA==" }),
  (draw) =>
    request("PUT", `/${BUCKET}/x`, draw.of(CHUNKS), {
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": draw.of(["2000", "-1", "x", "99999999999999999999"]),
    }),
  (draw) => request("POST", `/${BUCKET}?delete`, draw.of(DOCUMENTS)),
  (draw) => request("PUT", `/${BUCKET}?versioning`, draw.of(DOCUMENTS)),
  (draw) => request("PUT", `/${draw.of(["Ab", "a", "a..b", "1.2.3.4", "x".repeat(64), "%20"])}`, draw.of(DOCUMENTS)),
  (draw) => ({ ...request(draw.of(METHODS), draw.of(PATHS)), headers: draw.of(HEADERS) }),
];
