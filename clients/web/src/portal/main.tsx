import "../design/design.css";
import "./portal.css";

import { createRoot } from "react-dom/client";

import { Portal } from "./Portal.tsx";

createRoot(document.getElementById("app")!).render(<Portal />);
