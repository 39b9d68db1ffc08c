/** Everything comes from this origin; `unsafe-inline` is for style attributes, which the renderers of both platforms write. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const icon = [
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>",
  "<rect width='32' height='32' rx='8' fill='%230b6e63'/>",
  "<path d='M6 19c5 0 5-7 10-7s5 7 10 7' fill='none' stroke='white' stroke-width='3' stroke-linecap='round'/>",
  "<circle cx='6' cy='19' r='2.6' fill='white'/><circle cx='16' cy='12' r='2.6' fill='white'/><circle cx='26' cy='19' r='2.6' fill='white'/>",
  "</svg>",
].join("");

export const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Throughline sandbox</title>
<link rel="icon" href="data:image/svg+xml,${icon}">
<link rel="stylesheet" href="/sandbox/assets/main.css">
<script type="module" src="/sandbox/assets/main.js"></script>
</head>
<body>
<div id="page"><noscript>The sandbox needs JavaScript. Everything else about Throughline works without it.</noscript></div>
</body>
</html>
`;
