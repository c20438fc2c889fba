/** Why nothing is written in an account that this console does not reach. */
export const sayUnconnected = ({ name }: { name: string }): string =>
  `${name} has no connection, so nothing can be written there. Connect it in Settings, Accounts.`;
