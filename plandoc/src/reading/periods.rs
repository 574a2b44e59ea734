//! Campaigns, days and years of a plan.

use super::Reader;
use crate::campaigns;
use crate::plan::{Campaign, CampaignKind, SectionRole};

impl Reader<'_> {
    pub(super) fn campaigns(&self) -> Vec<Campaign> {
        let mut found: Vec<campaigns::Found> = Vec::new();
        for (at, paragraph) in self.normalised.paragraphs.iter().enumerate() {
            let text = self.normalised.slice(&paragraph.bytes);
            if self.zones.tail.contains(&at) || text.starts_with("[^") {
                continue;
            }
            let is_title = self.metadata.title.as_ref().is_some_and(|title| title.start == paragraph.bytes.start);
            for mut next in campaigns::find(text, self.year, is_title) {
                next.bytes = paragraph.bytes.start + next.bytes.start..paragraph.bytes.start + next.bytes.end;
                match found.iter_mut().find(|known| campaigns::same(known, &next)) {
                    Some(known) if known.from.is_none() => (known.from, known.to) = (next.from, next.to),
                    Some(_) => {}
                    None => found.push(next),
                }
            }
        }
        self.date_titled_campaign(&mut found);
        let mut out: Vec<Campaign> = found
            .into_iter()
            .map(|campaign| Campaign {
                recurring: campaign.kind == CampaignKind::CommemorativeDay,
                name: campaign.name,
                from: campaign.from,
                to: campaign.to,
                span: self.normalised.span(&campaign.bytes),
                kind: campaign.kind,
            })
            .collect();
        out.extend(self.plan_year());
        out
    }

    /// A plan for one campaign gives its dates in a section of its own: “Thời gian: từ … đến …”.
    fn date_titled_campaign(&self, found: &mut [campaigns::Found]) {
        let Some(title) = &self.metadata.title else { return };
        let titled = |campaign: &&mut campaigns::Found| {
            campaign.kind == CampaignKind::Campaign && campaign.from.is_none() && title.contains(&campaign.bytes.start)
        };
        let Some(campaign) = found.iter_mut().find(titled) else { return };
        let circumstance = |index: usize| {
            self.outline.headings.get(index).is_some_and(|heading| heading.role == SectionRole::Circumstance)
        };
        let window = self
            .outline
            .blocks
            .iter()
            .filter(|block| block.section.is_some_and(circumstance))
            .find_map(|block| crate::dates::range(self.normalised.slice(&block.bytes), self.year));
        if let Some((window, _)) = window {
            campaign.from = Some(window.from);
            campaign.to = Some(window.to);
        }
    }

    /// The year of the title as a window of its own.
    fn plan_year(&self) -> Option<Campaign> {
        let (period, title) = (self.metadata.document.period.as_ref()?, self.metadata.title.as_ref()?);
        Some(Campaign {
            name: self.metadata.document.title.clone().unwrap_or_default(),
            from: Some(period.from.clone()),
            to: Some(period.to.clone()),
            recurring: false,
            span: self.normalised.span(title),
            kind: if period.from.get(..4) == period.to.get(..4) {
                CampaignKind::PlanYear
            } else {
                CampaignKind::ProgrammePeriod
            },
        })
    }
}
