const OTHER_LANGUAGE =
  /^\s*(?:import \S+ from "[^"]*\/(?!en-US)[a-z]{2}-[A-Z]{2}\.mjs";|"(?!en-US)[a-z]{2}-[A-Z]{2}": \S+,?)$/;

/**
 * A loader for the tables in which React Aria lists what its components say in 34 languages:
 * the console speaks English, so the others are not sent to the browser.
 */
export default function englishOnly(source) {
  return source
    .split('\n')
    .filter((line) => !OTHER_LANGUAGE.test(line))
    .join('\n');
}
