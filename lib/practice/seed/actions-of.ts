/**
 * Actions by service, as short as they can be written:
 * `{ sqs: 'ReceiveMessage Get*' }` is `sqs:ReceiveMessage` and `sqs:Get*`.
 */
export const actionsOf = (names: Record<string, string>): string[] =>
  Object.entries(names).flatMap(([service, actions]) =>
    actions
      .trim()
      .split(/\s+/)
      .map((action) => `${service}:${action}`),
  );
