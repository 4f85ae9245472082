// Measures the page it stands in and writes what it found, as JSON, into the outermost document.
addEventListener("load", () => {
  const box = (element) => element.getBoundingClientRect();
  const charts = [...document.querySelectorAll("figure svg")];
  const drawn = charts.filter((svg) =>
    box(svg).width > 200 && box(svg).height > 60
    && [...svg.querySelectorAll("rect, circle, path, .figure")].some((mark) => box(mark).width > 0));

  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      const alpha = channels(colour)[3];
      if (alpha === undefined || alpha > 0) {
        return colour;
      }
    }
    return "rgb(255, 255, 255)";
  };
  const contrast = (element) => {
    const style = getComputedStyle(element);
    const ink = luminance(element.namespaceURI.endsWith("svg") ? style.fill : style.color);
    const paper = luminance(behind(element));
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  };
  const words = [...document.querySelectorAll(
    "h1, h2, p, a:not(.skip), li, figcaption, caption span, th button, td, summary, svg text")];

  const table = [...document.querySelectorAll("table")]
    .find((each) => each.caption.textContent.startsWith("Tokens by role"));
  const found = { charts: charts.length, drawn: drawn.length };
  if (table) {
    const heading = [...table.tHead.rows[0].cells].find((each) => each.textContent === "output");
    const button = heading.querySelector("button");
    const top = () => table.tBodies[0].rows[0].cells[0].textContent;
    button.focus();
    found.focused = document.activeElement === button;
    button.click();
    found.ascending = heading.getAttribute("aria-sort");
    found.least = top();
    button.click();
    found.descending = heading.getAttribute("aria-sort");
    found.most = top();
  }

  found.width = innerWidth;
  found.overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  found.paper = luminance(getComputedStyle(document.body).backgroundColor);
  found.contrast = Math.min(...words.map(contrast));
  found.faintest = words.reduce((a, b) => (contrast(a) < contrast(b) ? a : b)).textContent;

  const outermost = window.parent.document;
  const report = outermost.createElement("pre");
  report.id = "probe";
  report.textContent = JSON.stringify(found).replaceAll("<", "(").replaceAll("&", "+");
  outermost.body.append(report);
});
