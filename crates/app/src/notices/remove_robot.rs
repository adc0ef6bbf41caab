use huiyin_domain::{RobotId, ScopeId};
use huiyin_store::{Error as StoreError, robots};

use super::sending::robot_of;
use crate::{App, Asker, Result};

impl App {
    /// Removes a robot with its address, its secret and what waits for it. Twice is as good as once.
    pub async fn remove_robot(&self, asker: &Asker, site: ScopeId, robot: RobotId) -> Result<()> {
        let mut tx = self.db().read().await?;
        let site = self.site_of_sender(&mut tx, asker, site).await?;
        robot_of(&mut tx, &site, robot).await?;
        drop(tx);
        self.db()
            .write(robot, |tx, robot| Box::pin(robots::remove(tx, *robot)))
            .await
            .map_err(|error: StoreError| error.into())
    }
}
