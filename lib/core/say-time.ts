/** `2026-11-26 18:30 UTC` */
export const sayTime = (at: Date | string): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
