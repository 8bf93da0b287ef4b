-- The lists of supporters of one kind and of applications with one route are read from an index, as
-- those of one state are: a route that few have costs no look at every application.

-- +goose Up
CREATE INDEX supporter_kind ON volunteer.supporter (municipality, kind, id);
CREATE INDEX application_by_route ON intake.application (municipality, route, id);
