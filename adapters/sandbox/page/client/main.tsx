import { createRoot } from "react-dom/client";
import "slack-blocks-to-jsx/dist/style.css";
import { App } from "./app.js";
import "./css/base.css";
import "./css/stage.css";
import "./css/places.css";
import "./css/conversation.css";
import "./css/message.css";
import "./css/programme.css";
import "./css/slack.css";
import "./css/teams.css";
import "./css/teams-cards.css";
import "./css/narrow.css";

const page = document.getElementById("page");
if (page !== null) createRoot(page).render(<App />);
