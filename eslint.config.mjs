// What `./dev lint` asks of the JavaScript in plugin/ and tests/.
import js from "@eslint/js";

const page = Object.fromEntries(
    [
        "CSS", "CustomEvent", "DOMParser", "Document", "Element", "Event", "HTMLElement", "Highlight", "IntersectionObserver",
        "KeyboardEvent", "MutationObserver", "Node", "NodeFilter", "Range", "ResizeObserver", "StaticRange", "URL", "URLSearchParams", "clearTimeout",
        "console", "crypto", "document", "getSelection", "location", "matchMedia", "messenger", "navigator", "performance",
        "queueMicrotask", "FormData", "getComputedStyle", "requestAnimationFrame", "setTimeout", "structuredClone", "window",
    ].map((name) => [name, "readonly"]),
);
const node = Object.fromEntries(
    ["Buffer", "URL", "clearTimeout", "console", "performance", "process", "queueMicrotask", "setTimeout",
        "structuredClone"].map((name) => [name, "readonly"]),
);
const rules = {
    ...js.configs.recommended.rules,
    "consistent-return": "error",
    "default-case-last": "error",
    "eqeqeq": "error",
    "max-lines": ["error", { max: 300 }],
    "max-lines-per-function": ["error", { max: 60 }],
    "no-console": ["error", { allow: ["error", "warn"] }],
    "no-eval": "error",
    "no-implicit-globals": "off",
    "no-implied-eval": "error",
    "no-restricted-globals": ["error", { name: "fetch", message: "The add-on uses no network." },
        { name: "XMLHttpRequest", message: "The add-on uses no network." }],
    "no-restricted-properties": ["error",
        { property: "innerHTML", message: "Text of a mail may hold markup: build nodes." },
        { property: "outerHTML", message: "Text of a mail may hold markup: build nodes." }],
    "no-shadow": "error",
    "no-throw-literal": "error",
    "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    "no-use-before-define": ["error", { functions: false, variables: false }],
    "no-var": "error",
    "object-shorthand": "error",
    "prefer-const": "error",
};

export default [
    { ignores: ["build/**", "node_modules/**"] },
    { linterOptions: { reportUnusedDisableDirectives: "error" } },
    {
        files: ["plugin/thunderbird/**/*.js"],
        languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: page },
        rules,
    },
    {
        // Thunderbird loads these one after the other, as plain scripts that share one object.
        files: ["plugin/thunderbird/compose/*.js"],
        languageOptions: { ecmaVersion: 2023, sourceType: "script", globals: { ...page, globalThis: "writable" } },
        rules: { ...rules, strict: ["error", "function"] },
    },
    {
        files: ["tests/**/*.mjs", "*.mjs"],
        languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: node },
        rules: { ...rules, "max-lines-per-function": "off", "no-console": "off" },
    },
    {
        files: ["tests/thunderbird/stub/*.js"],
        languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: page },
        rules,
    },
];
