const two = (number: number): string => String(number).padStart(2, '0');

/** A moment as an input of date and time shows it, in the zone of this computer. */
export function localOfUtc(utc: string): string {
  const date = new Date(utc);
  if (utc === '' || Number.isNaN(date.getTime())) return '';
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The same back, in UTC; empty while the input holds no whole moment. */
export function utcOfLocal(local: string): string {
  const date = new Date(local);
  return local === '' || Number.isNaN(date.getTime())
    ? ''
    : `${date.toISOString().slice(0, 19)}Z`;
}
