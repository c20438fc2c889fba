/** The value of the card that was pressed; null for text that is none of theirs. */
export const chosen = <Value extends string>(
  cards: readonly { value: Value }[],
  value: string,
): Value | null => cards.find((card) => card.value === value)?.value ?? null;
