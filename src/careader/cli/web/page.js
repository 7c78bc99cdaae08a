"use strict";
// Keys go to the reader from the start, and again after a click beside it or a change of window.
const takeKeys = () => document.querySelector(".xterm-helper-textarea")?.focus();
new MutationObserver(takeKeys).observe(document.getElementById("terminal"), { childList: true, subtree: false });
window.addEventListener("load", takeKeys);
window.addEventListener("focus", takeKeys);
document.addEventListener("click", takeKeys);
document.getElementById("again").addEventListener("click", () => window.location.reload());
