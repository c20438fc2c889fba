/** Notes a problem of one statement. `element` is the one that is wrong: `Action`. */
export type Complain = (code: string, message: string, element: string) => void;
