export type TabTitleProps = { children: string };

/**
 * What the tab says of a page. A part of the page: what Next keeps apart from it (`metadata`) is
 * lost for good where a link is pressed while the page is being read ahead
 * (vercel/next.js#98684).
 */
export function TabTitle({ children }: TabTitleProps) {
  return <title>{`${children} · Drawbridge`}</title>;
}
