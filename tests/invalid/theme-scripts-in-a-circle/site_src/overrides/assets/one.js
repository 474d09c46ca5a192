import "./two.js";
