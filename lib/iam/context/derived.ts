/** What the engine knows by itself: values, certain absence, or nothing. */
export type Derived = readonly string[] | 'absent' | undefined;
