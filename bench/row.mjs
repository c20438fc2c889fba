/** Prints what was measured beside its budget. */
export const row = (what, measured, budget, unit) => {
  const cells = [
    what.padEnd(36),
    String(Math.round(measured)).padStart(8),
    unit.padEnd(3),
  ];
  process.stdout.write(
    `${cells.join(' ')}  of ${budget}  = ${(measured / budget).toFixed(2)}\n`,
  );
};
