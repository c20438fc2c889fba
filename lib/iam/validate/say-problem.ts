/** What is wrong with a document, with the statement that it is in. */
export function sayProblem(problem: {
  message: string;
  statementIndex: number | null;
}): string {
  const { message, statementIndex } = problem;
  return statementIndex === null
    ? message
    : `Statement ${statementIndex + 1}: ${message}`;
}
