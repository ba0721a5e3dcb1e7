const TOKEN = "emulator-token";

/** The emulator asks for its token. */
export class TokenMissing extends Error {}

export const keepToken = (token: string): void => {
  sessionStorage.setItem(TOKEN, token);
};

/** Asks the control API; the header is one that no page of another origin can send. */
export async function ask<Answer>(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<Answer> {
  const token = sessionStorage.getItem(TOKEN);
  const response = await fetch(path, {
    method,
    headers: { "x-emulator-page": "1", ...(token === null ? {} : { "x-emulator-token": token }) },
    ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  if (response.status === 401) throw new TokenMissing();
  const answer = (await response.json()) as { readonly error?: string };
  if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
  return answer as Answer;
}
