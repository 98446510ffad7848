// The little Markdown that text blocks know: headings, lists, **bold**, *emphasis*, `code` and links. It makes
// templates, never HTML text.

import { html, type TemplateResult } from "lit/html.js";

type Part = TemplateResult | string;

export function markdown(text: string): TemplateResult[] {
  return text.split(/\n{2,}/).filter((block) => block.trim() !== "").map(blockOf);
}

function blockOf(block: string): TemplateResult {
  const lines = block.trim().split("\n");
  const heading = /^(#{1,3})\s+(.*)$/.exec(lines[0] ?? "");
  if (heading && lines.length === 1) {
    const level = heading[1]!.length;
    return html`<p class="heading level-${level}" role="heading" aria-level=${level + 1}>${inline(heading[2] ?? "")}</p>`;
  }
  if (lines.every((line) => /^[-*]\s+/.test(line))) {
    return html`<ul>${lines.map((line) => html`<li>${inline(line.replace(/^[-*]\s+/, ""))}</li>`)}</ul>`;
  }
  return html`<p>${inline(lines.join(" "))}</p>`;
}

const INLINE = /\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`|\[([^\]]+)\]\((https?:\/\/[^\s)]+|mailto:[^\s)]+|\/[^\s)]*)\)/g;

function inline(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(text.slice(end, match.index));
    const [whole, bold, emphasis, code, label, address] = match;
    if (bold) parts.push(html`<strong>${bold}</strong>`);
    else if (emphasis) parts.push(html`<em>${emphasis}</em>`);
    else if (code) parts.push(html`<code>${code}</code>`);
    else parts.push(html`<a href=${address ?? ""} target="_blank" rel="noopener noreferrer">${label}</a>`);
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}
