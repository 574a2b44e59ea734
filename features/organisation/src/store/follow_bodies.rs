//! Agencies, posts, committees and seats through a reorganisation, and back.

use base::Context;
use db::{Query, Result, Tx, params};
use jiff::civil::Date;

use super::{
    agency_from_row, committee_from_row,
    reorganisations::{What, add_move},
    statements as bodies, statements_reorganisation as statements,
};
use crate::model::{Agency, AgencyPlan, Committee, CommitteePlan, Heir, MadeAgency, Seats};

/// The agencies of all units that exist on a day.
pub(crate) async fn agencies_on(q: &mut impl Query, day: Date) -> Result<Vec<Agency>> {
    q.rows(&statements::AGENCIES_ON, params![day]).await?.iter().map(agency_from_row).collect()
}

/// The committees of all units that exist on a day.
pub(crate) async fn committees_on(q: &mut impl Query, day: Date) -> Result<Vec<Committee>> {
    q.rows(&statements::COMMITTEES_ON, params![day]).await?.iter().map(committee_from_row).collect()
}

/// How many posts are held in an agency on a day or later.
pub(crate) async fn count_posts(q: &mut impl Query, agency: &str, day: Date) -> Result<i64> {
    q.count(&statements::COUNT_POSTS, params![agency, day]).await
}

/// One reorganisation at work on the bodies.
pub(crate) struct Hand<'a> {
    pub(crate) tx: &'a mut Tx,
    pub(crate) context: &'a Context,
    /// Identifier of the reorganisation.
    pub(crate) id: &'a str,
    /// First day of the new tree.
    pub(crate) first: Date,
}

impl Hand<'_> {
    fn last(&self) -> Date {
        self.first.yesterday().unwrap_or(self.first)
    }

    fn new_id(&self) -> String {
        self.context.new_uuid().to_string()
    }

    async fn note(&mut self, kind: &str, row: &str, was: Option<Date>) -> Result<()> {
        let was = was.map(|day| day.to_string()).unwrap_or_default();
        self.tx.run(&statements::NOTE, params![self.id, kind, row, was]).await.map(drop)
    }

    /// Ends agencies, makes new ones, and takes the people in their posts along.
    pub(crate) async fn agencies(&mut self, plan: &AgencyPlan) -> Result<()> {
        let mut made = Vec::new();
        for one in &plan.made {
            made.push(self.make_agency(one).await?);
        }
        let mut known: Vec<&str> = Vec::new();
        for (id, heir) in &plan.ended {
            let to = match heir {
                Heir::Known(known) => Some(known.as_str()),
                Heir::Made(place) => made.get(*place).map(String::as_str),
                Heir::Nobody => None,
            };
            if let Heir::Known(id) = heir
                && !known.contains(&id.as_str())
            {
                known.push(id);
                // Its own rows are written down too, so that an undo can tell newcomers from them.
                add_move(self.tx, self.id, What::Agency, id, id).await?;
            }
            self.end_agency(id, to).await?;
        }
        self.tx.run(&statements::NOTE_STANDING, params![self.id]).await?;
        self.tx.run(&statements::FOLLOW_STANDING, params![self.id]).await.map(drop)
    }

    async fn make_agency(&mut self, made: &MadeAgency) -> Result<String> {
        let id = self.new_id();
        let values = params![
            &id,
            &made.unit,
            &made.kind,
            &made.name,
            base::fold(&made.name),
            made.other_names.join("\n"),
            self.first,
            None::<Date>,
            None::<&str>,
        ];
        self.tx.run(&bodies::ADD_AGENCY, values).await?;
        self.note("agency-made", &id, None).await?;
        Ok(id)
    }

    async fn end_agency(&mut self, id: &str, heir: Option<&str>) -> Result<()> {
        let before = self.tx.row(&bodies::AGENCY, params![id]).await?;
        let was = before.map(|row| row.opt_date("valid_to")).transpose()?.flatten();
        self.tx.run(&statements::END_AGENCY, params![id, self.last(), heir]).await?;
        self.note("agency-ended", id, was).await?;
        if let Some(heir) = heir {
            add_move(self.tx, self.id, What::Agency, id, heir).await?;
        }
        for row in self.tx.rows(&statements::POSTS_OF, params![id, self.first]).await? {
            let (post, was) = (row.text("id")?, row.opt_date("valid_to")?);
            self.tx.run(&statements::END_POST, params![&post, self.last()]).await?;
            self.note("post-ended", &post, was).await?;
            if let Some(heir) = heir {
                let (new, from) = (self.new_id(), self.first.max(row.date("valid_from")?));
                let values = params![&new, row.text("person_id")?, heir, row.text("title")?, from, was];
                self.tx.run(&bodies::ADD_POST, values).await?;
                self.note("post-made", &new, None).await?;
            }
        }
        Ok(())
    }

    /// Ends committees and makes new ones; after the agencies.
    pub(crate) async fn committees(&mut self, plan: &CommitteePlan) -> Result<()> {
        for one in &plan.made {
            let id = self.new_id();
            let standing = match &one.from.standing_agency {
                Some(agency) => self.heir_of(agency).await?,
                None => None,
            };
            let from = &one.from;
            let values = params![
                &id,
                &one.unit,
                &one.name,
                &from.short_name,
                &from.symbol,
                standing.as_deref(),
                self.first,
                None::<Date>,
            ];
            self.tx.run(&bodies::ADD_COMMITTEE, values).await?;
            self.note("committee-made", &id, None).await?;
            if one.seats == Seats::Kept {
                self.keep_seats(&from.id, &id).await?;
            }
        }
        for id in &plan.ended {
            let before = self.tx.row(&bodies::COMMITTEE_BY_ID, params![id]).await?;
            let was = before.map(|row| row.opt_date("valid_to")).transpose()?.flatten();
            self.tx.run(&statements::END_COMMITTEE, params![id, self.last()]).await?;
            self.note("committee-ended", id, was).await?;
            for row in self.tx.rows(&statements::SEATS_OF, params![id, self.first]).await? {
                let (seat, was) = (row.text("id")?, row.opt_date("valid_to")?);
                self.tx.run(&statements::END_SEAT, params![&seat, self.last()]).await?;
                self.note("seat-ended", &seat, was).await?;
            }
        }
        Ok(())
    }

    async fn keep_seats(&mut self, from: &str, to: &str) -> Result<()> {
        for row in self.tx.rows(&statements::SEATS_OF, params![from, self.first]).await? {
            let id = self.new_id();
            let agency = match row.opt_text("agency_id")? {
                Some(agency) => self.heir_of(&agency).await?,
                None => None,
            };
            let values = params![
                &id,
                to,
                row.text("person_id")?,
                agency.as_deref(),
                row.text("seat")?,
                row.text("title")?,
                row.int("ordinal")?,
                self.first,
                row.opt_date("valid_to")?,
            ];
            self.tx.run(&bodies::ADD_MEMBER, values).await?;
            self.note("seat-made", &id, None).await?;
        }
        Ok(())
    }

    /// The agency that an agency became in this reorganisation, or itself.
    async fn heir_of(&mut self, agency: &str) -> Result<Option<String>> {
        let row = self.tx.row(&statements::HEIR_OF_AGENCY, params![self.id, agency]).await?;
        let heir = row.map(|row| row.text("new_key")).transpose()?;
        Ok(Some(heir.unwrap_or_else(|| agency.to_owned())))
    }
}

/// Takes all of it back.
pub(crate) async fn unmake(tx: &mut Tx, id: &str) -> Result<()> {
    for statement in [
        &statements::UNMAKE_SEATS,
        &statements::UNMAKE_COMMITTEES,
        &statements::UNMAKE_POSTS,
        &statements::UNFOLLOW_STANDING,
        &statements::UNMAKE_AGENCIES,
        &statements::REOPEN_AGENCIES,
        &statements::REOPEN_POSTS,
        &statements::REOPEN_COMMITTEES,
        &statements::REOPEN_SEATS,
    ] {
        tx.run(statement, params![id]).await?;
    }
    Ok(())
}
