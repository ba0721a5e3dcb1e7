/* eslint-disable @typescript-eslint/no-require-imports --
   Loaded with the first call, not with this module: check and diff never need the SDK, and it is most of the memory. By
   `require` and not by `import()`, which takes the SDK's ES modules, several hundred files of them: 7 MB and 0.2 s more. */
import type * as Rekognition from "@aws-sdk/client-rekognition";
import type * as Tagging from "@aws-sdk/client-resource-groups-tagging-api";
import type * as S3 from "@aws-sdk/client-s3";
import type * as Sts from "@aws-sdk/client-sts";
import type * as CredentialChain from "@aws-sdk/credential-provider-node";
import type * as CredentialProviders from "@aws-sdk/credential-providers";
import type * as SharedConfig from "@smithy/core/config";
import type * as NodeHttp from "@smithy/node-http-handler";

export const rekognitionSdk = (): typeof Rekognition => require("@aws-sdk/client-rekognition") as typeof Rekognition;

export const taggingSdk = (): typeof Tagging =>
  require("@aws-sdk/client-resource-groups-tagging-api") as typeof Tagging;

export const s3Sdk = (): typeof S3 => require("@aws-sdk/client-s3") as typeof S3;

export const stsSdk = (): typeof Sts => require("@aws-sdk/client-sts") as typeof Sts;

export const credentialChainSdk = (): typeof CredentialChain =>
  require("@aws-sdk/credential-provider-node") as typeof CredentialChain;

export const credentialProvidersSdk = (): typeof CredentialProviders =>
  require("@aws-sdk/credential-providers") as typeof CredentialProviders;

export const nodeHttpSdk = (): typeof NodeHttp => require("@smithy/node-http-handler") as typeof NodeHttp;

export const sharedConfigSdk = (): typeof SharedConfig => require("@smithy/core/config") as typeof SharedConfig;
