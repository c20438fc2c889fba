/** An account id as people read it: `9999 0000 1111`. */
export const groupedId = (accountId: string): string =>
  accountId.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1 $2 $3');
