/** The one style sheet of the practice console; its hash stands in the page's CSP. */
export const STYLE = `
:root{color-scheme:light dark;--bg:light-dark(#F6F4EE,#0E181D);--surface:light-dark(#FFFFFF,#15232A);--sunken:light-dark(#ECE9E0,#0A1216);--ink:light-dark(#14232B,#E9EEEC);--muted:light-dark(#4A5A62,#A5B4B8);--a:light-dark(#0B5B73,#6CC5DC);--at:light-dark(#E1F0F3,#10323C);--b:light-dark(#504CB4,#AD8DFD);--bt:light-dark(#EAE9F8,#241C3F);--control:light-dark(#7F8A8D,#6B7F87);--line:light-dark(#D9D4C7,#2A3B43);--warn:light-dark(#7A5200,#E6BD5A);--warnt:light-dark(#F8EFD9,#2C2510)}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 "Atkinson Hyperlegible Next",system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
header{display:flex;flex-wrap:wrap;align-items:center;gap:8px 12px;min-height:56px;padding:8px 24px;border-bottom:1px solid var(--line)}
b,strong{font-weight:650}
.logo{flex:none;fill:none;stroke-width:2.5}
.line{stroke:var(--ink)}.logo .from{fill:var(--at);stroke:var(--a)}.logo .to{fill:var(--bt);stroke:var(--b)}
.badge{padding:2px 8px;border:1px solid var(--warn);border-radius:4px;background:var(--warnt);color:var(--warn);font-size:13px;font-weight:600;white-space:nowrap}
.button{display:inline-flex;align-items:center;min-height:40px;padding:0 16px;border:1px solid var(--control);border-radius:6px;background:var(--surface);color:var(--ink);font-size:15px;font-weight:600;text-decoration:none;overflow-wrap:anywhere}
.button:hover{border-color:var(--ink);background:var(--sunken)}
.quiet{margin-inline-start:auto}
main{max-width:808px;margin:0 auto;padding:40px 24px 64px}
h1{margin:0 0 8px;font-size:31px;line-height:1.2;font-weight:650;letter-spacing:-.012em;overflow-wrap:anywhere}
p{margin:0 0 16px;max-width:60ch}
.service{margin:0 0 4px;color:var(--muted);font-weight:600}
.bridge{margin:32px 0 24px;padding:24px;background:var(--surface);border:1px solid var(--line);border-radius:10px}
.span{display:flex;align-items:center}
.pier{flex:none;width:22px;height:22px;border:2.5px solid var(--a);border-radius:50%;background:var(--at)}
.pier.to{border-color:var(--b);border-radius:1px;background:var(--bt)}
.pier.prod{background:var(--b)}
.deck{flex:1;display:flex;align-items:center;justify-content:center;min-width:0;height:9px;border:solid var(--ink);border-width:2px 0}
.deck span{padding:0 10px;background:var(--surface);line-height:24px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.banks{display:grid;grid-template-columns:1fr 1fr;gap:24px;margin-top:10px;overflow-wrap:anywhere}
.banks p{margin:0;line-height:1.4}
.banks p+p{text-align:end}
.banks .muted{font-size:14px}
dl{margin:0 0 32px;background:var(--surface);border:1px solid var(--line);border-radius:10px}
dl div{display:grid;grid-template-columns:160px minmax(0,1fr);gap:4px 16px;padding:12px 24px}
dl div+div{border-top:1px solid var(--line)}
dt,.muted{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere}
.mono,.id{font-family:"Atkinson Hyperlegible Mono",ui-monospace,"SF Mono","Cascadia Mono","DejaVu Sans Mono",monospace;font-size:14px}
.id{white-space:nowrap;color:var(--muted)}
.id span+span{margin-inline-start:.42em}
a:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
@media (max-width:560px){main{padding:24px 16px 48px}header{padding:8px 16px}.button{min-height:44px}.quiet{padding:0 12px}header .badge{order:1}h1{font-size:25px}.bridge{padding:20px 16px}dl div{grid-template-columns:1fr;gap:0;padding:12px 16px}}
@media (forced-colors:active){.pier,.deck{border-color:CanvasText}.pier.prod{forced-color-adjust:none}}
`;
