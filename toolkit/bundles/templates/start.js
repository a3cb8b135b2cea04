(function () {
"use strict";
const choices = Array.from(document.querySelectorAll("input[name=ui]"));
let kept = {};
try { kept = JSON.parse(localStorage.getItem("toolkit-page")) || {}; } catch (refused) { /* private mode, file: */ }
const tags = kept.ui ? [kept.ui] : navigator.languages || [];
const found = tags.map(tag => choices.find(choice => choice.value.split("-")[0] === tag.split("-")[0])).find(Boolean);
if (found) found.checked = true;
const titles = document.querySelector("title").dataset;
const name = tag => { document.title = titles[tag.slice(0, 2)]; };
if (found) name(found.value);
choices.forEach(choice => choice.addEventListener("change", () => {
  kept.ui = choice.value;
  name(choice.value);
  try { localStorage.setItem("toolkit-page", JSON.stringify(kept)); } catch (refused) { /* as above */ }
}));
}());
