/** Whether a name or an organisational path says production: `Prod`, `prod-eu`, `Root/Production`. */
export const looksLikeProduction = (text: string): boolean =>
  /(?<![a-z-])(?:prod|production|live)(?![a-z])/i.test(text);
