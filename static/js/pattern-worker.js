// Tries one value against one pattern as ECMA-262 reads it; pattern.js stops it if that takes too long.

function compiled(pattern) {
  try {
    return [new RegExp(pattern, "u"), false];
  } catch {
    return [new RegExp(pattern), true]; // as patterns are often written, although JSON Schema asks for u
  }
}

addEventListener("message", ({ data }) => {
  try {
    const [expression, loose] = compiled(data.pattern);
    postMessage({ matches: expression.test(data.text), loose });
  } catch {
    postMessage({ invalid: true });
  }
});

postMessage("ready");
