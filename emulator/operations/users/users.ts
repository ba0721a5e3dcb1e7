import type {
  CreateUserRequest,
  CreateUserResponse,
  DeleteUserRequest,
  DeleteUserResponse,
  ListUsersRequest,
  ListUsersResponse,
  UserStatus,
} from "@aws-sdk/client-rekognition";
import { serviceError } from "../../protocol/errors.js";
import { requireCollection, requireUser } from "../../store/lookup.js";
import type { User } from "../../store/things.js";
import type { Call } from "../../world.js";
import type { Handler } from "../handler.js";
import { paginate } from "../paging.js";
import { once } from "./once.js";

const LIST_PAGE = 500;

export function statusOf(call: Call, user: User): UserStatus {
  if (call.nowMs < user.updatingUntilMs) return "UPDATING";
  return user.faces.size === 0 ? "CREATED" : "ACTIVE";
}

export const createUser: Handler<CreateUserRequest, CreateUserResponse> = (input, call) =>
  once(call, "CreateUser", input, () => {
    const { users, id } = requireCollection(call, input.CollectionId);
    const { UserId: userId } = input;
    if (users.has(userId)) throw serviceError("ConflictException", `The user id: ${userId} already exists.`);
    if (users.size >= call.world.switches.quotaUsersPerCollection) {
      throw serviceError("ServiceQuotaExceededException", `Collection ${id} has the most users it can have.`);
    }
    users.set(userId, { userId, updatingUntilMs: call.nowMs, faces: new Map() });
    return {};
  });

/** Its faces stay, and are nobody's. */
export const deleteUser: Handler<DeleteUserRequest, DeleteUserResponse> = (input, call) =>
  once(call, "DeleteUser", input, () => {
    const collection = requireCollection(call, input.CollectionId);
    const user = requireUser(collection, input.UserId);
    for (const face of user.faces.values()) face.userId = undefined;
    collection.users.delete(user.userId);
    return {};
  });

export const listUsers: Handler<ListUsersRequest, ListUsersResponse> = (input, call) => {
  const collection = requireCollection(call, input.CollectionId);
  const page = paginate(call, {
    operation: "ListUsers",
    of: collection.arn,
    items: collection.users.values(),
    keyOf: (user) => user.userId,
    order: "ascending",
    maxResults: input.MaxResults,
    token: input.NextToken,
    maxPage: LIST_PAGE,
  });
  return {
    Users: page.items.map((user) => ({ UserId: user.userId, UserStatus: statusOf(call, user) })),
    NextToken: page.nextToken,
  };
};
