import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { keepHeapSmall } from "../../session/heap.js";
import { processServices } from "../../session/process-services.js";
import { PluginProvider } from "./provider.js";
import { pluginService } from "./service.js";

/* The plugin's process: the engine starts it with its address, and reads the port from standard output, where nothing else goes. */

/** As the engine's own plugins: a dataset's entries may be many. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

keepHeapSmall();

let address: string | undefined;
const provider = new PluginProvider(() => processServices(address));
const service = pluginService(provider, (engine) => {
  address ??= engine;
});

const server = new Server({
  "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
  "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
});
server.addService(ResourceProviderService, service);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  process.stdout.write(`${String(port)}\n`);
});
