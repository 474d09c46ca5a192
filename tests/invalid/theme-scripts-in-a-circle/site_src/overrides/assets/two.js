import "./one.js";
