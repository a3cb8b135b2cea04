/* The words of the interface that scripts say; `say` is the one place where another language comes in. */
let words = {};
export const learn = known => { words = known; };
export const say = (text, ...values) => values.reduce((said, value) => said.replace("%s", () => String(value)), words[text] || text);
