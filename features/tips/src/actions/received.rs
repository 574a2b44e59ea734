//! When a tip was received: by us, and by a body that had it before and passed it on.

use access::Actor;
use base::Context;
use db::Tx;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::take_in::Intake;
use crate::{
    error::{Fault, Result},
    ids::TipId,
    model::{
        law::Receiver,
        moment::{Moment, MomentFault},
    },
    store::steps::{self, NewStep},
};

/// The receipt by a body outside this system, which owes a hand-over of its own (TTLT 01/2017 Đ8 k3, k5, k6; BLTTHS Đ146 k4).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FirstReceipt {
    /// Key of the kind of body, of [`FIRST`]; empty where nobody had it before.
    pub body: String,
    /// When it received it.
    pub at: Moment,
}

/// The bodies that pass on what they receive, in the order of the form. One that investigates decides for itself.
pub(crate) const FIRST: [Receiver; 4] =
    [Receiver::OtherBody, Receiver::Procuracy, Receiver::PolicePost, Receiver::CommunePolice];

/// What is typed later than this after the receipt is noted in the log as late: the shortest limits have passed by then. In hours.
const LATE_AFTER: i64 = 24;

/// The instants of receipt, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    /// By us.
    pub(super) received_at: Timestamp,
    /// By a body before us.
    first: Option<(Receiver, Timestamp)>,
}

impl When {
    /// Reads what was typed; where nothing was, it is the instant that intake knows, or now.
    pub(super) fn read(intake: &Intake, now: Timestamp) -> Result<Self, Vec<Fault>> {
        let ours = if intake.received.is_empty() {
            Ok(intake.received_at.map_or(now, |at| at.min(now)))
        } else {
            read(&intake.received, now, ["ngay_tiep_nhan", "gio_tiep_nhan"])
        };
        let first = first(&intake.first, now);
        match (ours, first) {
            (Ok(ours), Ok(Some((_, at)))) if at > ours => {
                Err(vec![Fault { field: "noi_dau_ngay", key: "tips-intake-fault-first-after" }])
            }
            (Ok(received_at), Ok(first)) => Ok(Self { received_at, first }),
            (ours, first) => Err(ours.err().into_iter().chain(first.err()).collect()),
        }
    }

    /// By how many hours it was typed late, where that is to be noted.
    pub(super) fn late_by(&self, now: Timestamp) -> Option<i64> {
        let hours = now.duration_since(self.received_at).as_hours();
        (hours >= LATE_AFTER).then_some(hours)
    }

    /// Notes the receipts, and in between that it was passed on.
    pub(super) async fn note(
        &self,
        tx: &mut Tx,
        context: &Context,
        actor: &Actor,
        (id, agency): (TipId, &str),
    ) -> Result<()> {
        if let Some((body, at)) = self.first {
            let before = NewStep { kind: steps::RECEIVED, detail: Some(body.key()), ..NewStep::default() };
            steps::add(tx, context, actor, (id, at), &before).await?;
            let passed_on = NewStep { kind: "handed_over", agency: Some(agency), ..NewStep::default() };
            steps::add(tx, context, actor, (id, self.received_at), &passed_on).await?;
        }
        let step = NewStep { kind: steps::RECEIVED, agency: Some(agency), ..NewStep::default() };
        steps::add(tx, context, actor, (id, self.received_at), &step).await?;
        Ok(())
    }
}

fn first(first: &FirstReceipt, now: Timestamp) -> Result<Option<(Receiver, Timestamp)>, Fault> {
    if first.body.is_empty() && first.at.is_empty() {
        return Ok(None);
    }
    let body = FIRST.into_iter().find(|body| body.key() == first.body);
    let body = body.ok_or(Fault { field: "noi_dau", key: "tips-intake-fault-first" })?;
    read(&first.at, now, ["noi_dau_ngay", "noi_dau_gio"]).map(|at| Some((body, at)))
}

fn read(moment: &Moment, now: Timestamp, [day, time]: [&'static str; 2]) -> Result<Timestamp, Fault> {
    moment.read(now).map_err(|fault| match fault {
        MomentFault::Day => Fault { field: day, key: "tips-intake-fault-day" },
        MomentFault::Time => Fault { field: time, key: "tips-intake-fault-time" },
        MomentFault::DayAhead => Fault { field: day, key: "tips-intake-fault-future" },
        MomentFault::TimeAhead => Fault { field: time, key: "tips-intake-fault-future" },
    })
}
