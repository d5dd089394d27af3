import { time } from "./sessions-api.js";

/** A message of the agent out of a broadcast, as the conversation keeps it. */
export function fromBroadcast(data) {
  const raw = data.rawMessage && typeof data.rawMessage === "object" ? data.rawMessage : {};
  return message({
    id: data.id ?? data.messageId, name: data.senderName, text: data.text ?? data.content ?? data.message,
    createdAt: data.createdAt, thought: data.thought, actions: data.actions, attachments: data.attachments,
    source: data.source, status: raw.actionStatus, result: raw.actionResult, via: "live",
  });
}

/** The same out of the Sessions API. */
export function fromAPI(entry, name) {
  const { metadata = {} } = entry;
  return message({
    id: entry.id, name: metadata.agentName ?? name, text: entry.content, createdAt: time(entry),
    thought: metadata.thought, actions: metadata.actions, attachments: metadata.attachments,
    source: entry.sourceType ?? metadata.source, status: metadata.actionStatus, via: "api",
  });
}

function message({ source, status, result, createdAt, attachments, actions, ...rest }) {
  const isAction = source === "agent_action" || status !== undefined;
  return {
    ...rest,
    id: rest.id ?? `unnamed-${createdAt}-${rest.text}`,
    text: typeof rest.text === "string" ? rest.text : JSON.stringify(rest.text ?? ""),
    from: isAction ? "action" : "agent",
    time: Number(createdAt) || Date.parse(createdAt) || Date.now(),
    status: isAction ? status ?? "executing" : undefined,
    error: isAction && status === "failed" ? result?.error : undefined,
    actions: Array.isArray(actions) ? actions.filter((name) => typeof name === "string") : [],
    attachments: Array.isArray(attachments) ? attachments : [],
  };
}
