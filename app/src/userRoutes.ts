import { Router } from "express";
import { HttpError } from "./httpError";
import { findUserById, findUserByUsername, parseUserId, parseUsername } from "./users";

/** Users by id and by user name: 400 for what can be neither, 404 for what nobody has. */
export function userRoutes(): Router {
  const router = Router();

  router.get("/:id", (request, response) => {
    const id = parseUserId(request.params.id);
    if (id === undefined) throw new HttpError(400, "id: a whole number from 1");
    const user = findUserById(id);
    if (user === undefined) throw new HttpError(404, `User ${id} not found`);
    response.json({ message: `User ${id} found!`, user });
  });

  router.get("/by/username/:username", (request, response) => {
    const username = parseUsername(request.params.username);
    if (username === undefined) throw new HttpError(400, 'username: a letter, then letters, digits, ".", "_" or "-"');
    const user = findUserByUsername(username);
    if (user === undefined) throw new HttpError(404, `User ${username} not found`);
    response.json({ message: `User ${username} found!`, user });
  });

  return router;
}
