/** The one style sheet of the practice console; its hash stands in the page's CSP. */
export const STYLE = `
:root{color-scheme:light dark;--bg:light-dark(#F6F4EE,#0E181D);--surface:light-dark(#FFFFFF,#15232A);--ink:light-dark(#14232B,#E9EEEC);--muted:light-dark(#4A5A62,#A5B4B8);--line:light-dark(#D9D4C7,#2A3B43);--warn:light-dark(#7A5200,#E6BD5A)}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 "Atkinson Hyperlegible Next",system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
header{display:flex;align-items:center;gap:12px;padding:16px 24px;border-bottom:1px solid var(--line)}
.badge{padding:2px 8px;border:1px solid var(--warn);border-radius:4px;color:var(--warn);font-size:13px;font-weight:600}
main{max-width:760px;margin:0 auto;padding:40px 24px}
h1{margin:0 0 8px;font-size:28px;line-height:1.25;letter-spacing:-.012em}
p{margin:0 0 16px;max-width:60ch}
dl{margin:24px 0;background:var(--surface);border:1px solid var(--line);border-radius:10px}
dl div{display:grid;grid-template-columns:160px minmax(0,1fr);gap:4px 16px;padding:14px 20px}
dl div+div{border-top:1px solid var(--line)}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere}
.mono,.id{font-family:ui-monospace,"SF Mono","Cascadia Mono","DejaVu Sans Mono",monospace;font-size:14px}
.id{white-space:nowrap;color:var(--muted)}
.id span+span{margin-inline-start:.42em}
a{color:inherit;text-underline-offset:3px}
a:focus-visible{outline:2px solid var(--ink);outline-offset:2px;border-radius:2px}
@media (max-width:560px){main{padding:24px 16px}header{padding:12px 16px}dl div{grid-template-columns:1fr;padding:12px 16px}h1{font-size:24px}}
`;
